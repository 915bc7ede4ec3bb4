using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Work;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// Data that another instance may bring. Whoever works there sees only those who wait there, and what is answered to them is not kept: so
/// it is told, by the row, that somebody waits here too.
/// </summary>
public sealed class DataElsewhere(RetrievalStore store, RetrievalRunner runner, Neighbours neighbours)
{
    /// <returns>False if the retrieval has ended: nobody will keep its data any more.</returns>
    public async ValueTask<bool> AskForAsync(RetrievalId id, CancellationToken cancellationToken) =>
        runner.IsAtWork(id) || !await neighbours.AreThereAsync(cancellationToken) || await store.WantAsync(id, cancellationToken);
}
