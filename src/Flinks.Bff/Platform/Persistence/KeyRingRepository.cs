using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Flinks.Bff.Platform.Persistence;

/// <summary>Keeps the Data Protection key ring in our own database, so that every instance reads the same.</summary>
public sealed class KeyRingRepository(IDbContextFactory<BffDbContext> contexts, TimeProvider time) : IXmlRepository
{
    private const string Prefix = "ring:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return
        [
            .. db.Keys.AsNoTracking().Where(key => key.Name.StartsWith(Prefix)).AsEnumerable()
                .Select(key => XElement.Parse(Encoding.UTF8.GetString(key.Value))),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Keys.Add(new StoredKey
        {
            Name = Prefix + friendlyName,
            Value = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)),
            CreatedAt = time.GetUtcNow(),
        });
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // Names of keys are never given twice: it is ours, and only its acknowledgement was lost.
        }
    }
}
