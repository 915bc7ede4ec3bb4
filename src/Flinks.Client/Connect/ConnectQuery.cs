using System.Text;

namespace Flinks.Client;

/// <summary>Parameters in order, each name once whatever its case: what is set later beats what was set before, and stands in its own place.</summary>
internal sealed class ConnectQuery
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public ConnectQuery Set(string name, bool? value) => Set(name, value switch { true => "true", false => "false", null => null });

    public ConnectQuery Set(string name, string? value)
    {
        if (value is null)
        {
            return this;
        }

        _parameters.RemoveAll(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        _parameters.Add(new(name, value));
        return this;
    }

    /// <summary>An operator's parameters; a reserved one has stopped the start, and is left out here all the same.</summary>
    public ConnectQuery SetConfigured(IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (!ConnectParameters.IsReserved(name))
            {
                Set(name, value);
            }
        }

        return this;
    }

    public override string ToString()
    {
        var query = new StringBuilder();
        foreach (var (name, value) in _parameters)
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
