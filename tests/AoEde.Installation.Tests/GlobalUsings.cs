global using AoEde.ClusterTesting;
global using AoEde.ClusterTesting.Nodes;
global using AoEde.ClusterTesting.Releases;
