using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.ClusterTests.People;
using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>One retrieval, and everything that is known of it from three sides: the row, Flinks, and the people.</summary>
internal sealed class Case
{
    public required Retrieval Row { get; init; }

    public required Person Person { get; init; }

    /// <summary>Flinks' log of its login, in the time of this retrieval; what was done in the widget included.</summary>
    public required IReadOnlyList<SeenCall> Upstream { get; init; }

    /// <summary>All that its person asked for: they have but one connection.</summary>
    public required IReadOnlyList<ClientCall> Clients { get; init; }

    /// <summary>What a plain GET answers when all is over.</summary>
    public required ClientCall Final { get; init; }

    /// <summary>Its data lie in the database.</summary>
    public required bool IsStored { get; init; }

    public required IReadOnlyList<Life> Lives { get; init; }

    public required int WidgetDoor { get; init; }

    public IEnumerable<SeenCall> ByProduct => Upstream.Where(call => call.Door != WidgetDoor);

    public Guid Id => Row.Id.Value;

    /// <summary>A host was away while it was open, so that a call may have been lost.</summary>
    public bool MayHaveLostCall => Lives.Any(life => life.WasAwayBetween(Row.StartedAt, Row.EndedAt));

    /// <summary>All of it, in the order of time.</summary>
    public override string ToString()
    {
        var lines = Upstream.Select(call => (At: call.StartedAt, Line: call.ToString()))
            .Concat(Clients.Select(call => (At: call.StartedAt, Line: call.ToString())))
            .Concat(Lives.Where(life => life.EndedAt is { } end && end >= Row.StartedAt).Select(life => (At: life.EndedAt!.Value, Line: $"{life.EndedAt:HH:mm:ss.fff} life {life.Number} ended")))
            .Concat(Lives.SelectMany(life => life.LinesOn(Row.Id.ToString())).Select(line => (At: Final.EndedAt, Line: line)))
            .OrderBy(line => line.At)
            .Select(line => $"  {line.Line}");
        return $"Retrieval {Id} of {Person.User} ({Person.Story.Name}), {Row.Freshness}, from {Row.StartedAt:HH:mm:ss.fff} to {Row.EndedAt:HH:mm:ss.fff}: {Row.State} {Row.Code}, "
            + $"data of {Row.AsOf:HH:mm:ss.fff}, {(IsStored ? "stored" : "not stored")}, as new as {Row.LastRefresh:HH:mm:ss.fff}\n{string.Join('\n', lines)}";
    }
}
