"""Feeds, what their fetches came to, and the inbox that they fill."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0004_review'),
        ('records', '0011_vessels_and_births'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=2000, unique=True, verbose_name='address')),
                ('title', models.CharField(blank=True, help_text='Empty: as the feed calls itself.', max_length=300, verbose_name='title')),
                ('publisher', models.CharField(blank=True, help_text='Written into its sources.', max_length=300, verbose_name='publisher')),
                ('language', models.CharField(blank=True, help_text='A code such as uk. Empty: as the feed says.', max_length=15, verbose_name='language')),
                ('reliability', models.CharField(choices=[('A', 'completely reliable'), ('B', 'usually reliable'), ('C', 'fairly reliable'), ('D', 'not usually reliable'), ('E', 'unreliable'), ('F', 'reliability cannot be judged')], default='F', help_text='Written into its sources.', max_length=1, verbose_name='reliability')),
                ('minutes', models.PositiveIntegerField(default=60, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(10080)], verbose_name='minutes between two fetches')),
                ('state', models.CharField(choices=[('active', 'active'), ('paused', 'paused')], default='active', editable=False, max_length=10, verbose_name='state')),
                ('paused_because', models.JSONField(blank=True, default=list, editable=False)),
                ('etag', models.CharField(blank=True, editable=False, max_length=300)),
                ('modified', models.CharField(blank=True, editable=False, max_length=300)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now, editable=False, verbose_name='next fetch')),
                ('queued_at', models.DateTimeField(editable=False, null=True)),
                ('fetched_at', models.DateTimeField(editable=False, null=True, verbose_name='last fetch')),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('last_answer', models.JSONField(blank=True, default=list, editable=False, verbose_name='last answer')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_default=django.db.models.functions.datetime.Now(), verbose_name='added at')),
            ],
            options={
                'verbose_name': 'feed',
                'verbose_name_plural': 'feeds',
                'ordering': ['title', 'address'],
            },
        ),
        migrations.CreateModel(
            name='FeedFetch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now, verbose_name='at')),
                ('outcome', models.CharField(choices=[('read', 'read'), ('unchanged', 'not changed'), ('failed', 'failed')], max_length=10, verbose_name='outcome')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='status')),
                ('said', models.JSONField(default=list, verbose_name='what happened')),
                ('items', models.PositiveIntegerField(default=0, verbose_name='items')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='bytes')),
                ('milliseconds', models.PositiveIntegerField(default=0, verbose_name='milliseconds')),
            ],
            options={
                'verbose_name': 'fetch of a feed',
                'verbose_name_plural': 'fetches of feeds',
                'ordering': ['-id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FeedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.CharField(max_length=300, verbose_name='identifier')),
                ('address', models.CharField(blank=True, max_length=2000, verbose_name='address')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('author', models.CharField(blank=True, max_length=300, verbose_name='author')),
                ('publisher', models.CharField(blank=True, max_length=300, verbose_name='publisher')),
                ('language', models.CharField(blank=True, max_length=15, verbose_name='language')),
                ('published_at', models.DateTimeField(null=True, verbose_name='published at')),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now, verbose_name='first seen')),
                ('state', models.CharField(choices=[('new', 'new'), ('kept', 'kept'), ('aside', 'set aside')], default='new', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
            ],
            options={
                'verbose_name': 'item of a feed',
                'verbose_name_plural': 'inbox',
                'ordering': ['-id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='row',
            name='imports_row_target_known',
        ),
        migrations.AlterField(
            model_name='row',
            name='target',
            field=models.CharField(choices=[('entry', 'entry'), ('actor', 'actor'), ('rates', 'exchange rates'), ('source', 'item of the inbox')], db_default='entry', default='entry', max_length=10, verbose_name='becomes'),
        ),
        migrations.AddConstraint(
            model_name='row',
            constraint=models.CheckConstraint(condition=models.Q(('target__in', ['entry', 'actor', 'rates', 'source'])), name='imports_row_target_known'),
        ),
        migrations.AddField(
            model_name='feed',
            name='created_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
        ),
        migrations.AddField(
            model_name='feedfetch',
            name='feed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fetches', to='imports.feed', verbose_name='feed'),
        ),
        migrations.AddField(
            model_name='feeditem',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='feeditem',
            name='feed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='imports.feed', verbose_name='feed'),
        ),
        migrations.AddField(
            model_name='feeditem',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='feed_items', to='records.source', verbose_name='source'),
        ),
        migrations.AddIndex(
            model_name='feed',
            index=models.Index(condition=models.Q(('state', 'active')), fields=['due_at'], name='imports_feed_due'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_because', []), ('state', 'active')), models.Q(('state', 'paused'), models.Q(('paused_because', []), _negated=True)), _connector='OR'), name='imports_feed_paused_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__range', (5, 10080))), name='imports_feed_minutes_range'),
        ),
        migrations.AddIndex(
            model_name='feedfetch',
            index=models.Index(fields=['feed', '-id'], name='imports_feedfetch_last'),
        ),
        migrations.AddConstraint(
            model_name='feedfetch',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['read', 'unchanged', 'failed'])), name='imports_feedfetch_outcome_known'),
        ),
        migrations.AddIndex(
            model_name='feeditem',
            index=models.Index(fields=['state', '-id'], name='imports_feeditem_state'),
        ),
        migrations.AddConstraint(
            model_name='feeditem',
            constraint=models.UniqueConstraint(fields=('feed', 'guid'), name='imports_feeditem_once'),
        ),
        migrations.AddConstraint(
            model_name='feeditem',
            constraint=models.UniqueConstraint(condition=models.Q(('feed', None)), fields=('publisher', 'guid'), name='imports_feeditem_upload_once'),
        ),
        migrations.AddConstraint(
            model_name='feeditem',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'kept', 'aside'])), name='imports_feeditem_state_known'),
        ),
        migrations.AddConstraint(
            model_name='feeditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('source', None), ('state', 'new')), models.Q(('decided_at__isnull', False), ('state', 'kept')), models.Q(('decided_at__isnull', False), ('source', None), ('state', 'aside')), _connector='OR'), name='imports_feeditem_decided_with_time'),
        ),
    ]
