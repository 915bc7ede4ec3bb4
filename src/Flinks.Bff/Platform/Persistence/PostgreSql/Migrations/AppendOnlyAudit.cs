namespace Flinks.Bff.Platform.Persistence.PostgreSql.Migrations;

/// <summary>Keeps the audit trail from being rewritten: entries are never changed, and erased only when they are old.</summary>
internal static class AppendOnlyAudit
{
    /// <summary>Instants are ticks here; see <see cref="UtcTicksConverter"/>.</summary>
    public const string Make =
        """
        CREATE OR REPLACE FUNCTION "AuditEntriesAreAppendOnly"() RETURNS trigger LANGUAGE plpgsql AS $append_only$
        BEGIN
          IF TG_OP = 'DELETE' AND OLD."At" <= (extract(epoch FROM now() - interval '30 days') * 10000000 + 621355968000000000)::bigint THEN
            RETURN OLD;
          END IF;
          RAISE EXCEPTION 'Audit entries are never changed, and erased only after thirty days.';
        END;
        $append_only$;

        CREATE TRIGGER "AuditEntries_AppendOnly" BEFORE UPDATE OR DELETE ON "AuditEntries"
        FOR EACH ROW EXECUTE FUNCTION "AuditEntriesAreAppendOnly"();
        """;

    public const string Drop = """DROP TRIGGER "AuditEntries_AppendOnly" ON "AuditEntries"; DROP FUNCTION "AuditEntriesAreAppendOnly"();""";
}
