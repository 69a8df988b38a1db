# The command line.

cli-network = Network: { $network }
cli-remaining = , about { $seconds } s left
cli-results = For research use only. Results are in { $folder }.
cli-not-empty = The folder { $folder } is not empty. Name a new one: results of two scans must not mix.
