"""The municipalities' own stories, walked through the real site. Each test carries its requirement ids."""
