# What the `jindan` command prints.

terminal-title = Jindan 진단. One CT, from sign-in to report.
    Research use only; not a medical device.
terminal-label-ct = CT
terminal-label-network = Network
terminal-label-patient = Patient
terminal-label-upload = Upload
terminal-label-import = Import
terminal-label-segmentation = Segmentation
terminal-label-report = Report
terminal-label-address = Address
terminal-label-email = E-mail
terminal-label-password = Password
terminal-once = (shown this once)
terminal-demo-clinician = Demonstration Clinician

terminal-ct-real = a real CT of { $slices } slices (open data)
terminal-ct-synthetic = FALLBACK: a synthetic CT drawn by code; the real sample cannot be reached
terminal-network-fallback = FALLBACK: trained on synthetic anatomy; the real weights cannot be reached

terminal-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
terminal-waiting = { $ahead ->
    [0] waiting for a worker
   *[other] waiting, { $ahead } ahead
}
terminal-starting = starting
terminal-left = · { $seconds } s left
terminal-completed = done in { $seconds } s
terminal-reused = taken from an earlier, equal run
terminal-failed = failed after { $seconds } s
terminal-cancelled = cancelled after { $seconds } s

terminal-took = From upload to report in { $seconds } s.
terminal-results = Everything is in { $folder }
terminal-file-report = the preliminary report
terminal-file-scene = the organs in 3D; opens in any browser, offline
terminal-file-axial = axial slice with the outlined organs
terminal-file-coronal = coronal slice
terminal-file-sagittal = sagittal slice
terminal-file-volumes = chart of the volumes
terminal-file-labels = the segmentation as NIfTI
terminal-file-sources = whom to cite for the CT and the network
terminal-open = To open the report:
terminal-server = The server is running; Ctrl-C ends it.
terminal-up = Jindan is running at { $address }; Ctrl-C ends it. Research use only.
terminal-ending = Ending the server; this takes up to ten seconds while work is under way.
terminal-interrupted = Interrupted. A job that was under way is tried again when the server starts.

terminal-no-such-path = There is no file at { $path }. Check the path; CT=… takes a NIfTI file, a DICOM folder or a zip.
terminal-port-taken = Port { $port } is in use by another program. End that program, or choose another port: jindan demo --port { $other } (or jindan up --port { $other }).
terminal-no-answer = The web server does not answer on port { $port }. Look into { $log } for the reason.
terminal-home-unwritable = The folder { $folder } cannot be written to. Give yourself write access to it, or name another folder in JINDAN_HOME.
terminal-home-open-to-others = Others may read { $folder }, and it belongs to another user. Run Jindan as its owner, or take the rights of group and others from it (chmod go= { $folder }).
terminal-bad-settings = A setting is not valid. Correct it in the environment or in .env, as docs/reference/settings.md says: { $settings }
terminal-bad-keys = The master key does not open what is stored here, so nothing was started. Correct what is named above, as docs/how-to/rotate-keys.md says.
terminal-segmented = Research use only, not a medical device. Results are in { $folder }
terminal-fetched = { $name } is in { $folder }; each file has the right SHA-256.

terminal-label-documents = Documents
terminal-label-reading = Reading
terminal-label-correction = Correction
terminal-label-filing = Filing
terminal-label-search = Search
terminal-corrected = { $before } → { $after }
terminal-found = { $query }: { $count ->
    [one] 1 document
   *[other] { $count } documents
} · { $preview }
terminal-file-searchable = the scan with its text, to be searched and selected
terminal-file-document-report = the preliminary report of a scanned document
terminal-omics-answered = Answered
terminal-omics-withheld = Withheld
terminal-omics-no-answer = The model does not answer:
terminal-omics-possible = { "*" } possible at the level of { $level }%
terminal-label-omics = Omics
terminal-omics-synthetic = a urinary panel of one made-up specimen (not a person's)
terminal-label-risk = Risk score
terminal-file-omics = omics report
terminal-audit-key-missing = The keyring cannot open the key of the audit (audit/chain.key). Restore both from one backup.
terminal-audit-chain-broken = The end of the chain is not what this installation wrote, so nothing is linked after it. Run jindan audit verify.
terminal-audit-no-patient = No patient of this organisation has this code.
terminal-audit-no-organisation = There is no organisation of this name.
terminal-audit-no-syslog = No receiver of syslog is set up: JINDAN_AUDIT_SYSLOG is empty.
terminal-audit-syslog-silent = The receiver of syslog does not answer. Check JINDAN_AUDIT_SYSLOG.

terminal-check-title = How this machine confines the process of an analysis:
terminal-check-files = Files
terminal-check-calls = System calls
terminal-check-network = Network
terminal-check-user = User
terminal-check-tried = Tried
terminal-check-by-landlock = held by the kernel (Landlock, version { $version })
terminal-check-by-seccomp = held by the kernel (seccomp)
terminal-check-by-namespace = held by the kernel (a network without any device)
terminal-check-by-audit-hook = refused by Python only; native code could pass
terminal-check-by-allowed = NOT HELD: it may call every port
terminal-check-by-ports = held by the kernel (the port of its service alone)
terminal-check-by-none = NOT HELD: the process can do what the worker's user can
terminal-check-by-own = one of its own for each analysis
terminal-check-by-same = the worker's
terminal-check-closed = { $count } ways out, all of them closed
terminal-check-open = OPEN of { $count } ways out: { $ways }
terminal-check-way-read = read another file
terminal-check-way-write = write another folder
terminal-check-way-signal = signal the worker
terminal-check-way-environment = read the worker's settings
terminal-check-way-network = reach the network
terminal-check-way-program = start a program
terminal-check-not-confined = JINDAN_CONFINEMENT=required, and this machine does not hold that: no analysis would run. Use Linux 5.13 or later on x86_64 or aarch64 with Landlock, and a container that does not forbid it.
