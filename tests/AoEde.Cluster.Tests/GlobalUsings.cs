global using AoEde.ClusterTesting;
