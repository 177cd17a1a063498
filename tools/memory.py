"""How much memory this process took at its peak."""

import resource
import sys
from pathlib import Path


def peak(*, afresh: bool = False) -> int:
    """MB at the peak since it was last asked `afresh`; elsewhere than on Linux since the start."""
    try:
        if afresh:
            Path("/proc/self/clear_refs").write_text("5")
        status = Path("/proc/self/status").read_text()
    except OSError:
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024
