namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>One host of several, chosen on purpose.</summary>
internal sealed class One(Life life) : IReachable
{
    public Task<Life> ReachAsync(CancellationToken cancellationToken) => Task.FromResult(life);
}
