// The tests share two processors with the targets they start: one at a time, or their deadlines mean little.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
