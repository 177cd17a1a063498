"""That two actors were found to be one, and who may say so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.roles import grants


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_touches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_number', models.BigIntegerField(editable=False)),
                ('kept_name', models.CharField(editable=False, max_length=300, verbose_name='stayed')),
                ('gone_number', models.BigIntegerField(editable=False)),
                ('gone_name', models.CharField(editable=False, max_length=300, verbose_name='merged into it')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('done', models.JSONField(default=dict, editable=False)),
                ('left', models.JSONField(default=list, editable=False)),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='merged at')),
                ('undone_at', models.DateTimeField(editable=False, null=True, verbose_name='undone at')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by')),
                ('kept', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merges', to='records.actor', verbose_name='now')),
                ('undone_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'merge of actors',
                'verbose_name_plural': 'merges of actors',
                'ordering': ['-id'],
                'permissions': [('merge_actors', 'Can merge actors and part them again')],
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone_number',), name='records_merge_gone_once'), models.CheckConstraint(condition=models.Q(('undone_at', None), ('kept', None), _connector='OR'), name='records_merge_undone_keeps_nobody'), models.CheckConstraint(condition=models.Q(('kept_number', models.F('gone_number')), _negated=True), name='records_merge_of_two')],
            },
        ),
        grants("records"),
    ]
