using Flinks.Bff.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>A question of one value to the database as such, which no table of ours answers.</summary>
internal static class Scalar
{
    public static async Task<T?> AskAsync<T>(BffDbContext db, string question, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Questions are constants.
        command.CommandText = question;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }
}
