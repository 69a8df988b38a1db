# Files that are fetched: weights and samples.

problem-asset-unreachable = A needed file cannot be fetched
    .detail = { $file } is neither in the mirror folder nor reachable over the network.
    .remedy = Connect to the internet, or set JINDAN_ASSETS_MIRROR to a folder that holds the file, and try again.
problem-asset-damaged = A fetched file is not the right one
    .detail = The checksum of { $file } differs from the manifest; the file was not kept.
    .remedy = Try again. If it happens again, the source has changed: tell the administrator.
problem-unknown-asset = There is no such set of files
    .detail = The manifest knows no set called "{ $name }".
    .remedy = Choose one of the sets that the manifest lists.
