global using AoEde.Kube.Telemetry.Logs;
using System.Runtime.Versioning;

// Packet sockets, block devices and file modes: there is no other system this could run on.
[assembly: SupportedOSPlatform("linux")]
