"""What happens to a customer over time, told as the callbacks that Kartra would send."""

from kartra.lifecycles.catalogue import lifecycles
from kartra.lifecycles.mutations import MUTATIONS, mutated
from kartra.lifecycles.sample import sample_events
from kartra.lifecycles.scenario import Scenario, Step, Unreadable
from kartra.lifecycles.scenario_file import scenario
from kartra.lifecycles.telling import told, told_until

__all__ = [
    "MUTATIONS",
    "Scenario",
    "Step",
    "Unreadable",
    "lifecycles",
    "mutated",
    "sample_events",
    "scenario",
    "told",
    "told_until",
]
