namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>Waits for what gives no signal of its own, by asking for it, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <returns>Whether it came to be in time.</returns>
    public static async Task<bool> TrueAsync(Func<Task<bool>> condition, TimeSpan within)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(within);
        using var looks = new PeriodicTimer(BetweenLooks);
        try
        {
            while (!await condition())
            {
                await looks.WaitForNextTickAsync(patience.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
