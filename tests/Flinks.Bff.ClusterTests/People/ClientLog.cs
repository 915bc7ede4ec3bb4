using System.Collections.Concurrent;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>Every call that people made, and every answer they got.</summary>
internal sealed class ClientLog
{
    private readonly ConcurrentQueue<ClientCall> _calls = new();

    public IReadOnlyList<ClientCall> All => [.. _calls];

    public void Add(ClientCall call) => _calls.Enqueue(call);
}
