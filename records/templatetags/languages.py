"""`{% load languages %}`: names of languages in the reader's language."""

from django import template

from records.display import language_name

register = template.Library()
register.filter(language_name)
