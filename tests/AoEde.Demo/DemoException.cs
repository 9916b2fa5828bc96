namespace AoEde.Demo;

/// <summary>Something the demo shows did not happen as it should; the message is for the person watching.</summary>
internal sealed class DemoException(string message) : Exception(message);
