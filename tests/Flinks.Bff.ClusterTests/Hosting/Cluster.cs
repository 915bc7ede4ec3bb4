using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Tests.Hosting.Databases;

namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>Several hosts on one database, and a balancer before them that sends each call to the next one that is well.</summary>
internal sealed class Cluster : IReachable, IAsyncDisposable
{
    private readonly List<Life> _lives;
    private int _turn;

    private Cluster(List<Life> lives) => _lives = lives;

    public IReadOnlyList<Life> Lives => _lives;

    /// <summary>Those that take calls.</summary>
    public IReadOnlyList<Life> Well => [.. _lives.Where(life => life is { EndedAt: null, IsPaused: false })];

    public static async Task<Cluster> StartAsync(int hosts, TemporaryDatabase database, WatchedFlinks flinks, Action<Dictionary<string, string?>>? change = null)
    {
        List<Life> lives = [];
        for (var host = 0; host < hosts; host++)
        {
            var settings = HostSettings.For(database, flinks, door: host);
            change?.Invoke(settings);
            lives.Add(Life.Begin(host + 1, door: host, settings));
        }

        var cluster = new Cluster(lives);
        try
        {
            await Task.WhenAll(lives.Select(life => life.ListeningAsync()));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    public Task<Life> ReachAsync(CancellationToken cancellationToken)
    {
        var well = Well;
        return Task.FromResult(well[(int)((uint)Interlocked.Increment(ref _turn) % well.Count)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            await life.Process.DisposeAsync();
        }
    }
}
