using Flinks.Simulator.Pages;

namespace Flinks.Simulator.Control;

/// <summary>What the control page is made of: a form names the call of <c>/sim</c> that it makes, and its fields are the call's body.</summary>
internal static class ControlParts
{
    public static Html Section(string id, string title, Html content) =>
        $"""<section id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{title}</h2>{content}</section>""";

    public static Html Action(string call, string label, params IEnumerable<(string Name, string Value)> fields) =>
        $"""<form data-call="{call}" class="inline">{fields.Select(Hidden)}<button class="small quiet">{label}</button></form>""";

    private static Html Hidden((string Name, string Value) field) => $"""<input type="hidden" name="{field.Name}" value="{field.Value}">""";

    public static Html Input(string label, string name, string type, string value, bool isHidden = false) =>
        $"""<label>{Label(label, isHidden)}<input type="{type}" name="{name}" value="{value}" autocomplete="off"></label>""";

    public static Html Select(string label, string name, IEnumerable<string> choices, string? none = null, string? chosen = null, bool isHidden = false)
    {
        Html nothing = $"""<option value="">{none}</option>""";
        var options = choices.Select(choice => Option(choice, choice == chosen));
        return $"""<label>{Label(label, isHidden)}<select name="{name}">{(none is null ? Html.Empty : nothing)}{options}</select></label>""";
    }

    private static Html Label(string text, bool isHidden)
    {
        Html unseen = $"""<span class="unseen">{text}</span>""";
        Html seen = $"{text}";
        return isHidden ? unseen : seen;
    }

    private static Html Option(string choice, bool isChosen) => $"<option{(isChosen ? Html.Verbatim(" selected") : Html.Empty)}>{choice}</option>";

    public static Html Row(params Html[] cells) => $"<tr>{cells.Select(Cell)}</tr>";

    private static Html Cell(Html content) => $"<td>{content}</td>";

    public static Html Table(string caption, IEnumerable<string> heads, IEnumerable<Html> rows) =>
        $"""
        <div class="table" tabindex="0" role="region" aria-label="{caption}">
          <table><caption class="unseen">{caption}</caption><thead><tr>{heads.Select(Head)}</tr></thead><tbody>{rows}</tbody></table>
        </div>
        """;

    private static Html Head(string text) => $"""<th scope="col">{text}</th>""";
}
