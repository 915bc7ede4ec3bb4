namespace Flinks.Bff.Tests.Problems;

/// <summary>Waits for what gives no signal of its own, by asking for it, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var looks = new PeriodicTimer(BetweenLooks);
        while (!await condition())
        {
            await looks.WaitForNextTickAsync(patience.Token);
        }
    }
}
