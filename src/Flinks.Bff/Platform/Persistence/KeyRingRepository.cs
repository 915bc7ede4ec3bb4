using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Keeps the Data Protection key ring in our own database, so that every instance reads the same.</summary>
public sealed partial class KeyRingRepository(IDbContextFactory<BffDbContext> contexts, TimeProvider time, ILogger<KeyRingRepository> logger) : IXmlRepository
{
    public const string Prefix = "ring:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Keys.AsNoTracking().Where(key => key.Name.StartsWith(Prefix)).AsEnumerable().Select(Read).OfType<XElement>()];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Keys.Add(new StoredKey { Name = Prefix + friendlyName, Value = new RingElement(element).ToBytes(), CreatedAt = time.GetUtcNow() });
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // Names of keys are never given twice: it is ours, and only its acknowledgement was lost.
        }
    }

    /// <summary>A damaged key is lost with what it sealed; the others must not be.</summary>
    private XElement? Read(StoredKey key)
    {
        if (RingElement.Of(key) is { } element)
        {
            return element.Xml;
        }

        Log.Damaged(logger, key.Id);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Row {Id} of the table Keys holds no key of the ring: what it sealed cannot be opened. Restore it from a backup.")]
        public static partial void Damaged(ILogger logger, int id);
    }
}
