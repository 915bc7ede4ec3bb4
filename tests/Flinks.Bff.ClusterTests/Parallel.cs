// The tests wait more than they work: both databases and the cluster at once take as long as the longest of them.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
