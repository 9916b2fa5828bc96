# The scenario `cluster`: a cluster of two nodes, with AoEde installed by helm, in tests/AoEde.Installation.Tests. It counts as many tests as
# there are in there. Sourced by run.sh.

run_cluster() { # adds to passed, failed and skips
    local log=$work/cluster.log
    if ! { "$repository/tests/cluster/build.sh" && "$repository/tests/cluster/kubectl.sh" && "$repository/tests/cluster/nodes.sh"; }; then
        echo "FAILED: cluster: Kubernetes cannot be had"
        ((failed += 1))
    elif ! dotnet build "$repository/tests/AoEde.Installation.Tests" --configuration Debug -nodeReuse:false --verbosity quiet -nologo; then
        echo "FAILED: cluster: the build failed"
        ((failed += 1))
    elif ! "$repository/tests/cluster/images.sh"; then
        echo "FAILED: cluster: the images cannot be built"
        ((failed += 1))
    else
        # Bringing it up takes a busy machine minutes in which no test ends.
        python3 "$repository/build/run_tests.py" --idle 600 Installation 2>&1 < /dev/null | tee "$log" | grep -vE "$count_line"
        if [[ $(tail -n 1 "$log") =~ $count_line ]]; then
            ((passed += BASH_REMATCH[1], failed += BASH_REMATCH[2], skips += BASH_REMATCH[3]))
        else
            echo "FAILED: cluster: the tests ended without a count"
            ((failed += 1))
        fi
    fi
}
