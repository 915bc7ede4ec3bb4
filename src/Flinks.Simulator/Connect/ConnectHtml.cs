using System.Text.Json;
using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Connect;

/// <summary>The page that a visit's screens are shown in. The first one stands in it; its events wait for the script.</summary>
internal static class ConnectHtml
{
    public static Html Page(ConnectParameters parameters, ConnectStep first)
    {
        var language = parameters.Language;
        var start = JsonSerializer.Serialize(first with { Screen = null }, ConnectJson.Default.ConnectStep);
        return $"""
            <!doctype html>
            <html lang="{language}" data-theme="{parameters.Theme ?? "system"}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{ConnectTexts.Title.In(language)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/pages/simulator.css">
              <script src="/pages/connect.js"></script>
            </head>
            <body data-stringify="{Lower(parameters.Stringify)}" data-webview="{Lower(parameters.Webview)}" data-start="{start}">
              <p class="banner">{ConnectTexts.Banner.In(language)}</p>
              <main id="screen" data-unreachable="{ConnectTexts.Unreachable.In(language)}">
            {Html.Verbatim(first.Screen)}
              </main>
              <p class="hint footer" id="status" role="status" data-wait="{ConnectTexts.Wait.In(language)}"></p>
              {Drawer(parameters)}
              <noscript><p class="banner">{ConnectTexts.NeedsScript.In(language)}</p></noscript>
            </body>
            </html>
            """;
    }

    /// <summary>Flinks ignores a misspelt parameter in silence; here a developer finds it.</summary>
    private static Html Drawer(ConnectParameters parameters)
    {
        Html drawer = $"""
            <details class="footer">
              <summary>{ConnectTexts.Drawer.In(parameters.Language)}</summary>
              <p>{ConnectTexts.Ignored.In(parameters.Language)} <code>{string.Join(", ", parameters.Unknown)}</code></p>
            </details>
            """;
        return parameters.Unknown.Count > 0 ? drawer : Html.Empty;
    }

    private static string Lower(bool value) => value ? "true" : "false";
}
