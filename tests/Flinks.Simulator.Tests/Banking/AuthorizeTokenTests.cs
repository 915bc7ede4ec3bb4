using Flinks.Simulator.Tests.Infrastructure;

namespace Flinks.Simulator.Tests.Banking;

public sealed class AuthorizeTokenTests : SimulatorTest
{
    private static readonly object Body = new { SimulatedLogins.NoMfa.LoginId, MostRecentCached = true };

    [Fact]
    public async Task A_token_costs_the_secret_key()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/{Flinks.Options.CustomerId}/BankingServices/GenerateAuthorizeToken");
        request.Headers.Add("flinks-auth-key", "not the key");

        var reply = await Caller.SendAsync(request);

        Assert.Equal(401, reply.Status);
        Sample.AssertSameShape("generate-authorize-token-401", reply.Body);
    }

    [Fact]
    public async Task A_token_opens_one_call()
    {
        var token = await Caller.TokenAsync();

        var first = await Caller.AuthorizeAsync(Body, token);
        var second = await Caller.AuthorizeAsync(Body, token);

        Assert.Equal(200, first.Status);
        Assert.Equal(401, second.Status);
        Sample.AssertSameShape("authorize-401-invalid-token", second.Body);
    }

    [Fact]
    public async Task A_token_is_too_old_after_half_an_hour()
    {
        var token = await Caller.TokenAsync();

        Simulator.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal("UNAUTHORIZED", (await Caller.AuthorizeAsync(Body, token)).Code);
    }

    [Fact]
    public async Task An_unknown_token_is_refused() =>
        Assert.Equal("UNAUTHORIZED", (await Caller.AuthorizeAsync(Body, Guid.NewGuid().ToString())).Code);

    [Fact]
    public async Task The_secret_key_is_no_token() =>
        Assert.Equal("UNAUTHORIZED", (await Caller.AuthorizeAsync(Body, Flinks.Options.SecretKey)).Code);

    [Fact]
    public async Task An_answer_may_use_the_token_that_opened_its_session()
    {
        var token = await Caller.TokenAsync();
        var asked = await Caller.AuthorizeAsync(new { SimulatedLogins.MfaQuestion.LoginId, MostRecentCached = false }, token);

        var answered = await Caller.AuthorizeAsync(
            new { asked.RequestId, SecurityResponses = SimulatedLogins.MfaQuestion.RightAnswers() }, token);

        Assert.Equal(200, answered.Status);
    }

    [Fact]
    public async Task An_answer_is_refused_with_a_used_token_of_another_session()
    {
        var used = await Caller.TokenAsync();
        await Caller.AuthorizeAsync(Body, used);
        var asked = await Caller.LiveAsync(SimulatedLogins.MfaQuestion);

        var answered = await Caller.AuthorizeAsync(
            new { asked.RequestId, SecurityResponses = SimulatedLogins.MfaQuestion.RightAnswers() }, used);

        Assert.Equal("UNAUTHORIZED", answered.Code);
    }

    [Fact]
    public async Task A_lax_simulator_takes_any_token()
    {
        Flinks.Options.AuthorizeTokenRequired = false;

        Assert.Equal(200, (await Caller.AuthorizeAsync(Body, "whatever")).Status);
    }
}
