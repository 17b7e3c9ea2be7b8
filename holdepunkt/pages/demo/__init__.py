"""The demo: four municipalities whose years are told through the actions of made-up people.

Texts and names of the policies are the municipalities' own; every person, effort, figure, answer
and decision is invented. The clock stands at each act's own day, so that the history is in order.
"""
