namespace Flinks.Bff.Platform.Persistence.Sqlite.Migrations;

/// <summary>
/// Keeps the audit trail from being rewritten: entries are never changed, and erased only when they are old. A migration that makes the
/// table anew has to make these again.
/// </summary>
internal static class AppendOnlyAudit
{
    public const string Make =
        """
        CREATE TRIGGER "AuditEntries_NoChange" BEFORE UPDATE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'Audit entries are never changed.'); END;

        CREATE TRIGGER "AuditEntries_NoErasure" BEFORE DELETE ON "AuditEntries" WHEN OLD."At" > datetime('now', '-30 days')
        BEGIN SELECT RAISE(ABORT, 'Audit entries of the last thirty days are not erased.'); END;
        """;

    public const string Drop = """DROP TRIGGER "AuditEntries_NoChange"; DROP TRIGGER "AuditEntries_NoErasure";""";
}
