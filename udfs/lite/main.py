"""The functions of cbsc-xl; requirements.txt says which version."""

from cbsc_xl.hosts.lite import *
