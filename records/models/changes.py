"""That something was written: what pages kept for readers are checked against."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """One for each transaction that wrote a record, left by the triggers; never changed.

    Rows are only added, so that no writer waits for another, and seen when their transaction ends.
    All tokens together are the version of the data (`records.data_version`).
    """

    token = models.BigIntegerField(_("random number"), editable=False)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"


class Touch(models.Model):
    """Which entries a statement wrote or wrote about, left by the triggers; never changed.

    What is held in memory of every entry is brought up to date by these (`records.data_version`).
    """

    token = models.BigIntegerField(_("random number"), editable=False)
    # None: any may have changed
    entries = ArrayField(models.BigIntegerField(), null=True, verbose_name=_("entries"))
    has_names = models.BooleanField(_("of names"), default=False)

    class Meta:
        verbose_name = _("touch")
        verbose_name_plural = _("touches")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"
