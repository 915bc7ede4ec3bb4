using System.Text.Json.Nodes;

namespace Flinks.Simulator.Connect;

/// <summary>Bends the events of a step as the knobs say.</summary>
internal static class ConnectBends
{
    private static readonly ConnectEvent Foreign = new() { Target = "synthetic-extension", Type = "ping" };

    public static ConnectStep Bend(ConnectStep step, ConnectKnobs knobs) =>
        step with { Events = [.. step.Events.SelectMany(told => Shaped(told, knobs)).SelectMany(told => Accompanied(told, knobs))] };

    /// <summary>One account, or several, in the shape that is wanted.</summary>
    public static JsonNode Accounts(IReadOnlyList<Guid> chosen, bool severalMayBe, AccountIdShape shape) =>
        shape == AccountIdShape.List || (shape == AccountIdShape.TextOrList && severalMayBe)
            ? new JsonArray([.. chosen.Select(id => (JsonNode)id.ToString())])
            : string.Join(',', chosen);

    public static JsonNode Kinds(IEnumerable<string?> kinds, bool asList) =>
        asList ? new JsonArray([.. kinds.Select(kind => (JsonNode?)kind)]) : string.Join(',', kinds);

    private static IEnumerable<ConnectEvent> Shaped(ConnectEvent told, ConnectKnobs knobs) => told.Step switch
    {
        "REDIRECT" => Enumerable.Repeat(Redirect(told, knobs.RedirectShape), knobs.DuplicateRedirect ? 2 : 1),
        "COMPONENT_LOAD_CONSENT" => Consent(told, knobs.ConsentEvent),
        _ => [told],
    };

    private static ConnectEvent Redirect(ConnectEvent told, RedirectShape shape) => shape switch
    {
        RedirectShape.IdsOnly => told with { Url = null },
        RedirectShape.UrlOnly => told with { LoginId = null, RequestId = null, AccountId = null, Tag = null },
        _ => told,
    };

    private static IEnumerable<ConnectEvent> Consent(ConnectEvent told, ConsentEvent name)
    {
        if (name is ConsentEvent.ConsentIntro or ConsentEvent.Both)
        {
            yield return told with { Step = "COMPONENT_CONSENT_INTRO" };
        }

        if (name is ConsentEvent.LoadConsent or ConsentEvent.Both)
        {
            yield return told;
        }
    }

    private static IEnumerable<ConnectEvent> Accompanied(ConnectEvent told, ConnectKnobs knobs)
    {
        if (knobs.ForeignMessages)
        {
            yield return Foreign;
        }

        yield return told;
        if (knobs.ExtraUnknownEvents)
        {
            yield return new() { Step = "COMPONENT_SOMETHING_NEW", Institution = told.Institution };
        }
    }
}
