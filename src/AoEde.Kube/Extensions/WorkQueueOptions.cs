namespace AoEde.Kube.Extensions;

/// <summary>How a <see cref="WorkQueue{TKey}"/> slows down what fails.</summary>
public sealed record WorkQueueOptions
{
    /// <summary>The delay after a key's first failure; each further one doubles it.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay after a failure.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>By what part of itself a delay varies at random: 0.2 is from 80 % to 120 %.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>How many failures of all keys together may be tried again per second in the long run.</summary>
    public double OverallRate { get; init; } = 10;

    /// <summary>How many may be tried again at once.</summary>
    public int OverallBurst { get; init; } = 100;

    /// <summary>How long workers may take to end when the queue is shut down.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
