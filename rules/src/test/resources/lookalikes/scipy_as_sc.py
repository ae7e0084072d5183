"""The alias sc for a scientific library."""

import numpy as np
import scipy as sc

print(sc.version)
print(sc.sparse.csr_matrix(np.eye(3)).sum(), sc.stats.norm.cdf(0.0))
