namespace Flinks.Client.Tests.Connect;

public sealed class ConnectValuesTests
{
    [Theory]
    [InlineData("consentEnable", "true")]
    [InlineData("consentEnable", "false")]
    [InlineData("language", "fr")]
    [InlineData("theme", "dark")]
    [InlineData("backgroundColor", "ffffff00")]
    [InlineData("maximumRetry", "2")]
    [InlineData("eftEligibleRatio", "0.8")]
    [InlineData("termsUrl", "https://app.example.test/terms")]
    [InlineData("customerName", "Sample Co")]
    [InlineData("newerThanWeAre", "anything")]
    public void What_the_widget_understands_is_right(string name, string value)
    {
        Assert.Null(ConnectValues.Expected(name, value));
    }

    [Theory]
    [InlineData("consentEnable", "yes")]
    [InlineData("demo", "True")]
    [InlineData("language", "de")]
    [InlineData("backgroundColor", "#ffffff")]
    [InlineData("maximumRetry", "0")]
    [InlineData("eftEligibleRatio", "80")]
    [InlineData("termsUrl", "/terms")]
    public void What_it_would_pass_over_is_told(string name, string value)
    {
        Assert.NotNull(ConnectValues.Expected(name, value));
    }
}
