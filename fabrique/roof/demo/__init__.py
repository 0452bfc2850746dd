"""The demonstration: real facts of Occitanie with their source, and a cohort that is invented and says so."""
