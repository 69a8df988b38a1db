"""The system calls that a confined child is denied, with their numbers on x86_64 and aarch64 (unistd.h of Linux)."""

Numbers = tuple[int | None, int | None]
"""On x86_64 and on aarch64, None where it does not exist."""

LAST_KNOWN = 456
"""Later system calls, and those of the x32 ABI, which have higher numbers still, are answered as if unknown."""

PROGRAMS: dict[str, Numbers] = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
}  # fmt: skip

OTHER_PROCESSES: dict[str, Numbers] = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "move_pages": (279, 239), "migrate_pages": (256, 238), "get_robust_list": (274, 100),
    "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "setpriority": (141, 140), "ioprio_set": (251, 30), "setpgid": (109, 154),
    "setsid": (112, 157), "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190),
    "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
}  # fmt: skip

NAMESPACES_AND_MOUNTS: dict[str, Numbers] = {
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "quotactl": (179, 60), "quotactl_fd": (443, 443), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89),
}  # fmt: skip

KERNEL: dict[str, Numbers] = {
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "reboot": (169, 142), "syslog": (103, 116), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "adjtimex": (159, 171), "sethostname": (170, 161), "setdomainname": (171, 162),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "vhangup": (153, 58),
    "personality": (135, 92), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42), "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
}  # fmt: skip

USERS: dict[str, Numbers] = {
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145), "setregid": (114, 143),
    "setresuid": (117, 147), "setresgid": (119, 149), "setfsuid": (122, 151), "setfsgid": (123, 152),
    "setgroups": (116, 159), "capset": (126, 91),
}  # fmt: skip

FILES: dict[str, Numbers] = {
    # Landlock does not govern these; a child of the worker's user could change the mode of the keyring.
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "utimensat": (280, 88), "futimesat": (261, None), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "truncate": (76, 45),
    "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36), "mknod": (133, None),
    "mknodat": (259, 33), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263), "inotify_init": (253, None),
    "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
}  # fmt: skip

SERVING: dict[str, Numbers] = {
    "bind": (49, 200), "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242),
}  # fmt: skip

DENIED = PROGRAMS | OTHER_PROCESSES | NAMESPACES_AND_MOUNTS | KERNEL | USERS | FILES | SERVING

CLONE: Numbers = (56, 220)
CLONE3: Numbers = (435, 435)
KILL: Numbers = (62, 129)
TGKILL: Numbers = (234, 131)
QUEUE_SIGNAL: Numbers = (297, 240)
PRLIMIT: Numbers = (302, 261)
PRCTL: Numbers = (157, 167)
FCNTL: Numbers = (72, 25)
IOCTL: Numbers = (16, 29)
SOCKET: Numbers = (41, 198)
SENDTO: Numbers = (44, 206)
SENDMSG: Numbers = (46, 211)
SENDMMSG: Numbers = (307, 269)
