"""Every rule refuses what it must, lets pass what it may, and is seen red when it is taken away."""
