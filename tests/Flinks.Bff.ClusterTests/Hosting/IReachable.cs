namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>Where people find the product: one host, or a balancer before several.</summary>
internal interface IReachable
{
    /// <summary>A host that takes calls, as far as is known. Waits until there is one.</summary>
    Task<Life> ReachAsync(CancellationToken cancellationToken);
}
