using System.Text.Json;
using Flinks.Simulator.Banks;
using Microsoft.Playwright;

namespace Flinks.Bff.BrowserTests.Hosting;

/// <summary>The Connect widget in a customer's page, and a person who uses it.</summary>
public sealed class ConnectWidget(IPage page, IFrame frame)
{
    public ILocator Title => frame.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Button(string name) => frame.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Field(string label) => frame.GetByLabel(label, new() { Exact = true });

    /// <summary>Something to tick, by the beginning of its label.</summary>
    public ILocator Choice(string label) => frame.GetByLabel(label);

    public ILocator Text(string text) => frame.GetByText(text, new() { Exact = true });

    /// <summary>Of all there is to see: more than the window's if something runs out of it.</summary>
    public Task<int> WidthAsync() => frame.EvaluateAsync<int>("document.documentElement.scrollWidth");

    /// <summary>As a browser does that lets no page open windows.</summary>
    public Task BlockWindowsAsync() => frame.EvaluateAsync("() => { window.open = () => null; }");

    public async Task SignInAsync(string username, string language = "en", string password = TestUsers.Password)
    {
        var isFrench = language == "fr";
        await Field(isFrench ? "Nom d'utilisateur" : "User name").FillAsync(username);
        await Field(isFrench ? "Mot de passe" : "Password").FillAsync(password);
        await Button(isFrench ? "Continuer" : "Continue").ClickAsync();
    }

    /// <summary>Answers every question of a round as the bank wants it.</summary>
    public async Task AnswerAsync(BankRound round, string language = "en")
    {
        foreach (var question in round.Questions)
        {
            await AnswerAsync(question, question.RightAnswer(language), language);
        }

        await Button(language == "fr" ? "Continuer" : "Continue").ClickAsync();
    }

    /// <summary>Waits until the widget has told its page a step, or a code of Flinks, and says from where.</summary>
    public async Task<WidgetMessage> ToldAsync(string name)
    {
        var told = await page.WaitForFunctionAsync("name => messages.find(m => m.data.step === name || m.data.flinksCode === name)", name);
        var message = await told.JsonValueAsync<JsonElement>();
        return new(message.GetProperty("origin").GetString(), message.GetProperty("data"));
    }

    private async Task AnswerAsync(BankQuestion question, IReadOnlyList<string> answers, string language)
    {
        var prompt = question.Prompt.In(language);
        var group = frame.GetByRole(AriaRole.Group, new() { Name = prompt, Exact = true });
        if (question.PicksQuestion)
        {
            await group.GetByRole(AriaRole.Combobox).SelectOptionAsync(answers[0]);
            await group.GetByRole(AriaRole.Textbox).FillAsync(answers[1]);
            return;
        }

        if (question.Choices.Count == 0)
        {
            await Field(prompt).FillAsync(answers[0]);
            return;
        }

        foreach (var answer in answers)
        {
            await (question.Type == QuestionType.ImageSelection
                ? group.Locator($"input[value='{answer}']")
                : group.GetByLabel(answer, new() { Exact = true })).CheckAsync();
        }
    }
}

/// <summary>What the widget told its page, and the origin it came from.</summary>
public sealed record WidgetMessage(string? Origin, JsonElement Data);
