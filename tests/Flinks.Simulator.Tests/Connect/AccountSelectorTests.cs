using Flinks.Simulator.Connect;
using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Connect;

public sealed class AccountSelectorTests : SimulatorTest
{
    [Theory]
    [InlineData("", 3)]
    [InlineData("&accountSelectorCurrency=cad", 2)]
    [InlineData("&accountSelectorCurrency=USD", 1)]
    [InlineData("&showAllAccounts=true", 5)]
    [InlineData("&eftEligibleRatio=0.8", 2)]
    [InlineData("&eftEligibleRatio=0.8&showAllOperationsAccounts=true", 3)]
    [InlineData("&accountSelectorCurrency=eur", 0)]
    public async Task The_address_says_which_accounts_are_shown(string parameters, int displayed)
    {
        var page = await SelectAsync(parameters);

        var loaded = page.Events[^1];
        Assert.Equal((5, displayed), (loaded.GetProperty("totalAccounts").GetInt32(), loaded.GetProperty("displayedAccounts").GetInt32()));
        Assert.Equal(displayed, page.Accounts.Count);
    }

    [Fact]
    public async Task One_may_be_chosen_unless_several_may()
    {
        var page = await SelectAsync("");

        await page.SubmitAsync(("account", page.Accounts[0]), ("account", page.Accounts[1]));

        Assert.Equal("COMPONENT_LOAD_ACCOUNT_SELECTION", page.Told[^1]);
        Assert.Contains("Choose an account first.", page.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("11111111-2222-4333-8444-555555555555")]
    [InlineData("nonsense")]
    public async Task None_and_one_that_was_not_shown_are_no_choice(string chosen)
    {
        var page = await SelectAsync("");

        await page.SubmitAsync(("account", chosen));

        Assert.Equal("COMPONENT_LOAD_ACCOUNT_SELECTION", page.Told[^1]);
    }

    [Theory]
    [InlineData(AccountIdShape.TextOrList, "", "{0}")]
    [InlineData(AccountIdShape.List, "", "[\"{0}\"]")]
    [InlineData(AccountIdShape.Commas, "&accountSelectorMultiple=true", "{0},{1}")]
    [InlineData(AccountIdShape.TextOrList, "&accountSelectorMultiple=true", "[\"{0}\",\"{1}\"]")]
    public async Task The_choice_is_told_in_the_shape_that_the_knob_says(AccountIdShape shape, string parameters, string expected)
    {
        Flinks.Options.Connect.AccountIdShape = shape;
        var page = await SelectAsync(parameters);
        var chosen = page.Accounts.Take(parameters.Length > 0 ? 2 : 1).ToList();

        await page.SubmitAsync(chosen.Select(id => ("account", id)));

        var told = page.Events[^1].GetProperty("accountId").ToString();
        Assert.Equal(expected.Replace("{0}", chosen[0], StringComparison.Ordinal).Replace("{1}", chosen[^1], StringComparison.Ordinal), told);
    }

    [Fact]
    public async Task Titles_can_be_hidden()
    {
        var page = await SelectAsync("&accountSelectorNoTitle=true");

        Assert.DoesNotContain("Fake Everyday Chequing", page.Screen, StringComparison.Ordinal);
        Assert.Contains("Chequing", page.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_chooses_before_the_bank_has_let_them_in()
    {
        var page = await new ConnectPage(Simulator.Http).OpenAsync($"/v2/?accountSelectorEnable=true&authorizeToken={Flinks.IssueToken()}");

        await page.SubmitInsteadAsync("accounts", ("account", "11111111-2222-4333-8444-555555555555"));

        Assert.DoesNotContain("REDIRECT", page.Told);
    }

    private async Task<ConnectPage> SelectAsync(string parameters)
    {
        var page = await new ConnectPage(Simulator.Http).OpenAsync(
            $"/v2/Credential/14?accountSelectorEnable=true{parameters}&authorizeToken={Flinks.IssueToken()}");
        await page.SubmitAsync(("username", SimulatedLogins.FiveAccounts.Username), ("password", "Everyday"));
        await page.SubmitAsync(("answer-0", "Montreal"));
        return page;
    }
}
