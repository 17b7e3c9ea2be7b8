"""What a heap is of, and what lies in it, is of one municipality: PostgreSQL's row-level security."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_links

LINKS = {"Flood": ("hearing", "gathering"), "Story": ("flood",), "SignUp": ("flood",)}


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality"), ("voice", "0051_whose_heaps")]
    operations = [close_links("voice", LINKS)]
