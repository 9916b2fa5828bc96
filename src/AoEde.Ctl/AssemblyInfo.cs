using System.Runtime.Versioning;

// Unix sockets and packet sockets of Linux are all it talks to.
[assembly: SupportedOSPlatform("linux")]
