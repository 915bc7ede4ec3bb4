using System.Globalization;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Flinks.Simulator.Pages;
using Flinks.Simulator.Webhooks;
using static Flinks.Simulator.Control.ControlParts;

namespace Flinks.Simulator.Control;

/// <summary>The page that people turn the simulator's knobs on. Whatever it does, it does by <c>/sim</c>.</summary>
internal sealed class ControlPage(SimulatedFlinks flinks, SessionEndpoints sessions, StateKeeper keeper)
{
    private const int RowsShown = 50;

    private static readonly (string Label, string By)[] Moves = [("1 minute on", "00:01:00"), ("8 minutes", "00:08:00"), ("30 minutes", "00:30:00"), ("1 day", "1.00:00:00")];
    private static readonly string[] FaultKinds = ["delay", "hang", "abort", "truncated", "html", "throttle", "contentType", "code", "answer", "huge"];
    private static readonly string[] WebhookKinds = ["details", "nightly", "kyc", "failure", "unknown"];

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/control", (HttpContext http) => PageFiles.Page(http, Page()));

    private Html Page() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Control of the Flinks simulator</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/pages/simulator.css">
          <script src="/pages/control.js" defer></script>
        </head>
        <body>
          <p class="banner">Simulator: invented data</p>
          <main class="wide control">
            <h1>Control</h1>
            <p>All of it can be done by <code>/sim</code> too: <a href="/">what there is</a>.</p>
            <p><button type="button" class="small quiet" id="refresh">Refresh</button></p>
            <p id="status" role="status" class="hint"></p>
            {Section("clock", "Clock", Clock())}
            {Section("next", "Next answer", Next())}
            {Section("faults", "Faults", Faults())}
            {Section("logins", "Logins", Logins())}
            {Section("sessions", "Sessions and polls", Sessions())}
            {Section("tokens", "Tokens", Tokens())}
            {Section("webhooks", "Webhooks", Webhooks())}
            {Section("knobs", "Knobs", KnobForm())}
            {Section("state", "State", State())}
            {Section("calls", "Calls", Calls())}
          </main>
        </body>
        </html>
        """;

    private Html Clock()
    {
        var clock = ClockView.Of(flinks.Clock);
        return $"""
            <p>It is <strong>{Time(clock.Now)}</strong>{(clock.Moved > TimeSpan.Zero ? $", moved by {clock.Moved}" : "")}.</p>
            <div class="row">{Moves.Select(move => Action("POST /sim/clock", move.Label, ("advance", move.By)))}</div>
            """;
    }

    private static Html Next() =>
        $"""
        <form data-call="POST /sim/next" class="row">
          {Select("Endpoint", "endpoint", Endpoints, "any")}
          {Select("Flinks code", "flinksCode", FlinksCodes.All, "none")}
          {Input("Status", "status", "number", "")}
          {Input("Times", "times", "number", "1")}
          <button class="small">Answer so</button>
        </form>
        """;

    private Html Faults() =>
        $"""
        {Table("Faults that wait", ["Endpoint", "Fault", "Calls"], flinks.Faults.Pending.Select(FaultRow))}
        <form data-call="POST /sim/faults" class="row">
          {Select("Endpoint", "endpoint", Endpoints, "any")}
          {Select("Kind", "kind", FaultKinds)}
          {Input("Percent", "percent", "number", "")}
          {Input("Seed", "seed", "number", "1")}
          {Input("Times", "times", "number", "1")}
          {Input("Status", "status", "number", "502")}
          {Input("Delay", "by", "text", "00:00:05")}
          <button class="small">Add</button>
        </form>
        {Action("DELETE /sim/faults", "Clear all")}
        """;

    private Html Logins()
    {
        var names = LoginEndpoints.Scenarios.Select(scenario => scenario.Name).ToList();
        return Table("Logins", ["Login", "User name", "Read last", "Scenario", ""], flinks.Logins.Select(login => Row(
            $"<code>{login.LoginId}</code>",
            $"{login.Scenario.Username}",
            $"{Time(login.LastRefresh)} {login.LastFailure}",
            $"""
            <form data-call="PUT /sim/logins/{login.LoginId}" class="row">
              {Select($"Scenario of {login.Scenario.Username}", "scenario", names, chosen: login.Scenario.Name, isHidden: true)}
              <button class="small quiet">Give</button>
            </form>
            """,
            $"{Action($"DELETE /sim/logins/{login.LoginId}", "Forget")}")));
    }

    private Html Sessions() => Table(
        "Sessions, newest first",
        ["Session", "Login", "State", "Polls", ""],
        sessions.Sessions().Reverse().Take(RowsShown).Select(session => Row(
            $"<code>{session.RequestId}</code>",
            $"{session.Login}",
            $"{session.State}",
            $"{session.Polls}",
            $"""
            <span class="row">{Action($"POST /sim/sessions/{session.RequestId}/ready", "Ready")}
            {Action($"POST /sim/sessions/{session.RequestId}/pending", "Two more polls", ("polls", "2"))}
            {Action($"POST /sim/sessions/{session.RequestId}/expire", "Expire")}</span>
            """)));

    private Html Tokens() =>
        $"""
        {Table("Unused tokens", ["Token", "Issued"], sessions.Tokens().TakeLast(RowsShown).Select(TokenRow))}
        <div class="row">{Action("POST /sim/tokens", "Issue one")} {Action("DELETE /sim/tokens", "Forget all")}</div>
        """;

    private Html Webhooks()
    {
        var logins = flinks.Logins.Select(login => login.LoginId.ToString());
        var sent = flinks.Webhooks.All.Reverse().Take(RowsShown).Select(WebhookRow);
        return $"""
            <p>They go to <code>{flinks.Options.WebhookUrl ?? "nobody: set the knob WebhookUrl"}</code>.</p>
            {Table("Webhooks, newest first", ["Sent", "Kind", "Try", "Answered", "Next try", ""], sent)}
            <form data-call="POST /sim/webhooks" class="row">
              {Select("Login", "loginId", logins)}
              {Select("Kind", "kind", WebhookKinds)}
              {Select("Signature", "flaw", Enum.GetNames<SignatureFlaw>())}
              {Input("Times", "times", "number", "1")}
              {Input("After", "after", "text", "00:00:00")}
              {Select("Ten tries", "retries", ["false", "true"])}
              <button class="small">Send</button>
            </form>
            """;
    }

    private Html KnobForm() => Table("Knobs", ["Knob", "Value"], keeper.Knobs.All.Select(knob => Row(
        $"{knob.Name}",
        $"""
        <form data-call="PATCH /sim/knobs" class="row">{KnobField(knob)} <button class="small quiet">Turn</button></form>
        """)));

    private static Html KnobField(Knob knob) => knob.Choices is { } choices
        ? Select(knob.Name, knob.Name, choices, chosen: knob.Value, isHidden: true)
        : Input(knob.Name, knob.Name, "text", knob.Value, isHidden: true);

    private static Html State() =>
        $"""
        <div class="row"><a href="/sim/state" download="simulator.json">Save</a> {Action("POST /sim/reset", "Reset")}</div>
        <form data-call="PUT /sim/state" data-raw="saved">
          <label for="saved">A state that was saved</label>
          <textarea id="saved" name="saved" rows="4" spellcheck="false"></textarea>
          <button class="small">Load</button>
        </form>
        """;

    private Html Calls() => Table("Calls, newest first", ["At", "Endpoint", "Login", "Answered"], flinks.Calls.All.Reverse().Take(RowsShown).Select(call =>
        Row($"{Time(call.At)}", $"{call.Method} {call.Endpoint.ToString()}", $"<code>{call.LoginId?.ToString()}</code>", $"{Number(call.Status)}")));

    private static Html TokenRow(TokenView token) => Row($"<code>{token.Token}</code>", $"{Time(token.IssuedAt)}");

    private static Html FaultRow(ScriptedFault fault) => Row(
        $"{fault.Endpoint?.ToString() ?? "any"}",
        $"{FaultView.Of(fault).Kind} {Number(FaultView.Of(fault).Status)}",
        $"{(fault.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent} %") : Number(fault.Left))}");

    private static Html WebhookRow(SentWebhook sent) => Row(
        $"{Time(sent.At)}",
        $"{sent.Kind} {(sent.Flaw == SignatureFlaw.None ? "" : sent.Flaw.ToString())}",
        $"{sent.Try}",
        $"{(sent.Status is null ? "nobody" : Number(sent.Status))}",
        $"{(sent.NextTryAt is { } next ? Time(next) : "")}",
        $"{Action($"POST /sim/webhooks/{sent.Id}/again", "Send again")}");

    private static IReadOnlyList<string> Endpoints { get; } = [.. Enum.GetNames<FlinksEndpoint>().Where(name => name != nameof(FlinksEndpoint.Unknown))];

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
