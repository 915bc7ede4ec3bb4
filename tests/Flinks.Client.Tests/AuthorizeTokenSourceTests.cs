using System.Net;

namespace Flinks.Client.Tests;

public sealed class AuthorizeTokenSourceTests
{
    private const int PoolSize = 2;

    [Fact]
    public async Task No_token_is_given_out_twice()
    {
        await using var flinks = WithPool();
        var given = new List<string>();

        for (var turn = 0; turn < 6; turn++)
        {
            given.Add(await TakeAsync(flinks));
            await flinks.Tokens.TopUpCompleted;
        }

        Assert.Equal(given.Distinct(), given);
    }

    [Fact]
    public async Task The_pool_is_filled_after_the_first_use_and_not_before()
    {
        await using var flinks = WithPool();
        Assert.NotNull(flinks.Tokens);
        Assert.Empty(flinks.Script.Calls);

        await TakeAsync(flinks);
        await flinks.Tokens.TopUpCompleted;

        Assert.Equal(1 + PoolSize, flinks.Script.Calls.Count);
    }

    [Fact]
    public async Task A_pooled_token_is_given_without_a_call()
    {
        await using var flinks = WithPool();
        await TakeAsync(flinks);
        await flinks.Tokens.TopUpCompleted;
        flinks.Script.On("GenerateAuthorizeToken", _ => ScriptedFlinks.Html(HttpStatusCode.InternalServerError));

        Assert.Equal("token-2", await TakeAsync(flinks));
    }

    [Fact]
    public async Task A_token_past_its_age_is_thrown_away()
    {
        await using var flinks = WithPool();
        await TakeAsync(flinks);
        await flinks.Tokens.TopUpCompleted;

        flinks.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        Assert.Equal("token-4", await TakeAsync(flinks));
    }

    [Fact]
    public async Task A_minted_token_never_comes_from_the_pool_and_fills_none()
    {
        await using var flinks = WithPool();
        await TakeAsync(flinks);
        await flinks.Tokens.TopUpCompleted;

        var minted = Assert.IsType<FlinksOutcome.Minted>(await flinks.Client.MintTokenAsync(TestContext.Current.CancellationToken));
        await flinks.Tokens.TopUpCompleted;

        Assert.Equal("token-4", minted.Token.Reveal());
        Assert.Equal(4, flinks.Script.Calls.Count);
    }

    [Fact]
    public async Task A_discard_empties_the_pool()
    {
        await using var flinks = WithPool();
        await TakeAsync(flinks);
        await flinks.Tokens.TopUpCompleted;

        flinks.Tokens.Discard();

        Assert.Equal("token-4", await TakeAsync(flinks));
    }

    [Fact]
    public async Task A_token_minted_before_a_discard_does_not_enter_the_pool_after_it()
    {
        await using var flinks = WithPool();
        var topUpSent = new TaskCompletionSource();
        var release = new TaskCompletionSource<HttpResponseMessage>();
        var mints = 0;
        flinks.Script.On("GenerateAuthorizeToken", async (_, _) =>
        {
            if (Interlocked.Increment(ref mints) != 2)
            {
                return Token($"fresh-{mints}");
            }

            topUpSent.SetResult();
            return await release.Task;
        });
        await TakeAsync(flinks);
        await topUpSent.Task;

        flinks.Tokens.Discard();
        release.SetResult(Token("spoilt"));
        await flinks.Tokens.TopUpCompleted;

        Assert.Equal("fresh-3", await TakeAsync(flinks));
    }

    [Fact]
    public async Task Only_one_top_up_runs_at_a_time()
    {
        await using var flinks = WithPool();
        var topUpSent = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var mints = 0;
        flinks.Script.On("GenerateAuthorizeToken", async (_, _) =>
        {
            var number = Interlocked.Increment(ref mints);
            if (number == 2)
            {
                topUpSent.SetResult();
                await release.Task;
            }

            return Token($"token-{number}");
        });
        await TakeAsync(flinks);
        var running = flinks.Tokens.TopUpCompleted;
        await topUpSent.Task;

        await TakeAsync(flinks);

        Assert.Same(running, flinks.Tokens.TopUpCompleted);
        release.SetResult();
        await running;
    }

    [Fact]
    public async Task A_failed_top_up_is_nobody_s_error()
    {
        await using var flinks = WithPool();
        flinks.Script.InTurn(
            "GenerateAuthorizeToken", () => Token("first"), () => ScriptedFlinks.Html(HttpStatusCode.InternalServerError), () => Token("third"));

        Assert.Equal("first", await TakeAsync(flinks));
        await flinks.Tokens.TopUpCompleted;

        Assert.Equal("third", await TakeAsync(flinks));
    }

    [Fact]
    public async Task A_refused_key_is_told_to_whoever_takes()
    {
        await using var flinks = WithPool();
        flinks.Script.On("GenerateAuthorizeToken", _ => ScriptedFlinks.Json(HttpStatusCode.Unauthorized, Samples.Text("generate-authorize-token-401")));

        var outcome = await flinks.Tokens.TakeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new FlinksOutcome.RejectedUs("UNAUTHORIZED"), outcome);
        Assert.Single(flinks.Script.Calls);
    }

    [Fact]
    public async Task Nothing_is_topped_up_after_disposal()
    {
        await using var flinks = WithPool();
        var tokens = flinks.Tokens;
        tokens.Dispose();

        await TakeAsync(flinks);
        await tokens.TopUpCompleted;

        Assert.Single(flinks.Script.Calls);
    }

    [Fact]
    public async Task A_pool_of_none_mints_on_demand()
    {
        await using var flinks = new TestFlinks();

        await TakeAsync(flinks);
        await flinks.Tokens.TopUpCompleted;

        Assert.Single(flinks.Script.Calls);
    }

    private static TestFlinks WithPool() => new(options => options.TokenPool = PoolSize);

    private static HttpResponseMessage Token(string token) => ScriptedFlinks.Json(HttpStatusCode.OK, $$"""{"HttpStatusCode":200,"Token":"{{token}}"}""");

    private static async Task<string> TakeAsync(TestFlinks flinks) =>
        Assert.IsType<FlinksOutcome.Minted>(await flinks.Tokens.TakeAsync(TestContext.Current.CancellationToken)).Token.Reveal();
}
