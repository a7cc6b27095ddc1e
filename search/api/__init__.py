"""The read-only interface for programs, by django-ninja: the same questions and answers as the pages.

A folder of routers over ``search.find.find`` and the models; ``api`` puts them
together, ``openapi`` describes them. Where it is mounted, how often it may be
asked and how long answers are kept is for the floor above to say.
"""
