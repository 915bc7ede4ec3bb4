using Microsoft.Extensions.Options;

namespace Flinks.Client.Tests.Http;

/// <summary>Our keys go to Flinks, straight, and nowhere else.</summary>
public sealed class OutboundTests
{
    [Theory]
    [InlineData("https://flinks.test/v3/anything", true)]
    [InlineData("https://flinks.test:443/", true)]
    [InlineData("https://evil.test/v3/", false)]
    [InlineData("https://flinks.test.evil.test/v3/", false)]
    [InlineData("https://flinks.test:8443/v3/", false)]
    [InlineData("http://flinks.test/v3/", false)]
    [InlineData("/v3/", false)]
    public async Task A_call_goes_to_Flinks_or_nowhere(string address, bool goes)
    {
        using var script = new Answering();
        using var handler = new OnlyFlinksHandler(Options.Create(TestFlinks.Options())) { InnerHandler = script };
        using var way = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.RelativeOrAbsolute));

        var refusal = await Record.ExceptionAsync(() => way.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal((goes, goes), (refusal is null, script.WasAsked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_proxy_of_the_environment_has_to_be_asked_for(bool isAskedFor)
    {
        using var handler = FlinksClientRegistration.PrimaryHandler(new FlinksOptions { UseProxy = isAskedFor });

        Assert.Equal((isAskedFor, false, false), (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect));
        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
    }

    private sealed class Answering : HttpMessageHandler
    {
        public bool WasAsked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            WasAsked = true;
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
