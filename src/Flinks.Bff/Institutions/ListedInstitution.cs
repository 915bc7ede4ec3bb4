using Flinks.Bff.Platform.Errors;
using Flinks.Client;

namespace Flinks.Bff.Institutions;

/// <summary>A bank that Flinks can connect.</summary>
/// <param name="Id">Flinks' number of it: `institutionId` of a connect session.</param>
/// <param name="Name">Its name, in the language of `Accept-Language` where it has one in it.</param>
/// <param name="Country">The two letters of its country; null if Flinks did not say.</param>
/// <param name="Enabled">Whether people can connect it now.</param>
/// <param name="Url">Its own site; null if Flinks named none.</param>
public sealed record ListedInstitution(int Id, string Name, string? Country, bool Enabled, string? Url)
{
    public static ListedInstitution Of(Institution institution, Language language)
    {
        var name = institution.Names.FirstOrDefault(name => name.Language == language.Tag()) ?? institution.Names[0];
        return new ListedInstitution(
            institution.Id, name.Name, institution.Country, institution.IsEnabled, name.Url ?? institution.Names.FirstOrDefault(other => other.Url is not null)?.Url);
    }
}
