"""Ships and aircraft as actors, and when people were born."""

import pgtrigger.compiler
import pgtrigger.migrations
import records.dates
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0010_public_versions'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='created_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='deleted_delete',
        ),
        migrations.RemoveConstraint(
            model_name='actor',
            name='records_actor_kind_known',
        ),
        migrations.AddField(
            model_name='actor',
            name='born',
            field=models.CharField(blank=True, help_text='As sure as it is known: 1971, 1971-05, 1971~ or 1960/1965.', max_length=30, validators=[records.dates.validate_date], verbose_name='born'),
        ),
        migrations.AddField(
            model_name='actorevent',
            name='born',
            field=models.CharField(blank=True, help_text='As sure as it is known: 1971, 1971-05, 1971~ or 1960/1965.', max_length=30, validators=[records.dates.validate_date], verbose_name='born'),
        ),
        migrations.AlterField(
            model_name='actor',
            name='kind',
            field=models.CharField(choices=[('person', 'person'), ('state', 'state'), ('organisation', 'organisation'), ('bloc', 'bloc'), ('armed_group', 'armed group'), ('company', 'company'), ('vessel', 'ship or aircraft')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='actorevent',
            name='kind',
            field=models.CharField(choices=[('person', 'person'), ('state', 'state'), ('organisation', 'organisation'), ('bloc', 'bloc'), ('armed_group', 'armed group'), ('company', 'company'), ('vessel', 'ship or aircraft')], max_length=20, verbose_name='kind'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("born", "country", "created_at", "description", "i18n", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."born", new_values."country", new_values."created_at", new_values."description", new_values."i18n", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1acc11959adce0f5d064b8ad6e355bea92eb2ee8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_c3ce9', referencing='REFERENCING NEW TABLE AS new_values ', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("born", "country", "created_at", "description", "i18n", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."born", new_values."country", new_values."created_at", new_values."description", new_values."i18n", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."born" IS DISTINCT FROM (new_values."born") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."i18n" IS DISTINCT FROM (new_values."i18n") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."slug" IS DISTINCT FROM (new_values."slug")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6bb5c3df757486d77605b22cf1869d65e79d9eba', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8867f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("born", "country", "created_at", "description", "i18n", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT old_values."born", old_values."country", old_values."created_at", old_values."description", old_values."i18n", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."slug" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='82080891f99a7b78ee62ce266008c2f456ff15d5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_3617d', referencing='REFERENCING OLD TABLE AS old_values ', table='records_actor', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'state', 'organisation', 'bloc']), ('kind__in', ['armed_group', 'company', 'vessel']), _connector='OR'), name='records_actor_kind_known', violation_error_message='Choose one of the kinds of actor.'),
        ),
    ]
