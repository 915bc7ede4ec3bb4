using System.Reflection;

namespace Flinks.Simulator.Control;

/// <summary>All that may be turned while the simulator runs.</summary>
internal sealed class Knobs(SimulatorOptions options)
{
    // They are set once, before it runs.
    private static readonly string[] Fixed = [nameof(SimulatorOptions.Url), nameof(SimulatorOptions.CustomerId)];

    public IReadOnlyList<Knob> All { get; } =
    [
        .. Of(options, ""),
        .. Of(options.Connect, $"{nameof(SimulatorOptions.Connect)}:"),
        .. Of(options.Webhooks, $"{nameof(SimulatorOptions.Webhooks)}:"),
    ];

    public IReadOnlyDictionary<string, string> Values => All.ToDictionary(knob => knob.Name, knob => knob.Value);

    /// <summary>Turns all that are named, or none: the name of the first that cannot be turned so.</summary>
    public string? Turn(IReadOnlyDictionary<string, string> values)
    {
        var turns = new List<(Knob Knob, object? Value)>();
        foreach (var (name, text) in values)
        {
            if (All.FirstOrDefault(knob => string.Equals(knob.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } knob
                || text is null || !knob.TryRead(text, out var value))
            {
                return name;
            }

            turns.Add((knob, value));
        }

        turns.ForEach(turn => turn.Knob.Turn(turn.Value));
        return null;
    }

    private static IEnumerable<Knob> Of(object owner, string prefix) => owner.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && !Fixed.Contains(property.Name))
        .Select(property => new Knob(prefix + property.Name, owner, property));
}
